-- One row per look-ahead: how many days before a checkpoint Track record takes the chances.
create table rule_look_aheads (
    days integer primary key,  -- [record.look_ahead_days]
)
