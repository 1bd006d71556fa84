"""The history of the tables, one file a step; run at every opening of the database."""
