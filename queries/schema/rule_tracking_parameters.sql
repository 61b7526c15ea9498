-- One row per parameter that says where a reader came from; addresses are compared without it.
create table rule_tracking_parameters (
    parameter varchar primary key,   -- [addresses.tracking_parameters]
)
