-- nothing
/* at all */ ; 
