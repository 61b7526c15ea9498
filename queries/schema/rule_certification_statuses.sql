-- One row per status of the certification.
create table rule_certification_statuses (
    in_force_from date not null,
    status varchar not null,
    label varchar not null,
    status_rank integer not null,
    needs_exam boolean not null,    -- no qualifying certificate is valid
    risk varchar,                   -- the risk of somebody with this status; null: none
    is_urgent boolean not null,     -- the risk does not wait for the next checkpoint
    primary key (in_force_from, status),
)
