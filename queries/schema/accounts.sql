-- One row per account of an MVP on a source and first day on which it is theirs.
create table accounts (
    source varchar not null,
    account varchar not null,
    mvp_id varchar not null,
    from_on date,            -- null: always
    to_on date,              -- the last day; null: it has no end
)
