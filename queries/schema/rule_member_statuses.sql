-- One row per status of an MVP.
create table rule_member_statuses (
    status varchar primary key,
    label varchar not null,
    is_member boolean not null,  -- entered and has not left
)
