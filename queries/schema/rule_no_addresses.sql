-- One row per word that stands in the place of an address where there is none.
create table rule_no_addresses (
    word varchar primary key,   -- [addresses.no_address]
)
