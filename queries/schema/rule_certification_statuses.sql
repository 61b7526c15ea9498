-- One row per status of the certification.
create table rule_certification_statuses (
    status varchar primary key,
    label varchar not null,
    needs_exam boolean not null,    -- no qualifying certificate is valid
    risk varchar,                   -- the risk of somebody with this status; null: none
    is_urgent boolean not null,     -- the risk does not wait for the next checkpoint
)
