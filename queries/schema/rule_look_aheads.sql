-- One row per look-ahead: how many days before a checkpoint the record of our flags looks.
create table rule_look_aheads (
    days integer primary key,  -- [record.look_ahead_days]
)
