-- One row per status of an MVP.
create table rule_member_statuses (
    in_force_from date not null,
    status varchar not null,
    label varchar not null,
    is_member boolean not null,  -- entered and has not left
    primary key (in_force_from, status),
)
