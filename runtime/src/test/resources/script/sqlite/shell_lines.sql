# the shell takes this line for a comment;
SELECT 1;
-- and this
# too
SELECT 2
# but not this one
;
  # nor this: it does not begin its line
SELECT 3;
