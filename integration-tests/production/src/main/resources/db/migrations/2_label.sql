CREATE TABLE label (parcel int REFERENCES parcel);
