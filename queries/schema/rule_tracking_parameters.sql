-- One row per parameter that says where a reader came from; addresses are compared without it.
create table rule_tracking_parameters (
    in_force_from date not null,
    parameter varchar not null,   -- [addresses.tracking_parameters]
    primary key (in_force_from, parameter),
)
