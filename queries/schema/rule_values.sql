-- One row per setting of the program: its key and its value as TOML, for people to read.
create table rule_values (
    key varchar primary key,
    value varchar not null,
)
