"""An issue as mail: what a letter says, its bytes, who gets it, and how it is delivered to each at most once."""
