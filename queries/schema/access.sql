-- One row per member of the program team, and per lead and team.
create table access (
    email varchar not null,
    role varchar not null,   -- program, lead
    team varchar,            -- null for the program team
)
