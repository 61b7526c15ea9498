-- One row per look-ahead: how many days before a checkpoint Track record takes the chances.
create table rule_look_aheads (
    in_force_from date not null,
    days integer not null,  -- [record.look_ahead_days]
    primary key (in_force_from, days),
)
