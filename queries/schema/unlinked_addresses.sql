-- One row per address (docs/rules.md section 2) that raw exports have for accounts that are linked
-- to nobody, with what is known of it and not whose it is. Of an address with several rows, title
-- and day are there only where they agree.
create table unlinked_addresses (
    address varchar not null,
    title varchar,
    day date,                 -- in UTC
)
