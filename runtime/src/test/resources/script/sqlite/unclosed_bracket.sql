SELECT [never closed
