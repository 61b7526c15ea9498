-- One row per word that stands in the place of an address where there is none.
create table rule_no_addresses (
    in_force_from date not null,
    word varchar not null,   -- [addresses.no_address]
    primary key (in_force_from, word),
)
