-- One row per source and account that is linked to nobody, with the number of its rows in the raw
-- exports (docs/sources.md).
create table strangers (
    source varchar not null,
    account varchar not null, -- as it is written where it is found first; e-mails in lower case
    "rows" bigint not null,
    first_on date,            -- the day of its first row, in UTC; null: no row has a day
    last_on date,
    example varchar not null, -- the place of its first row
)
