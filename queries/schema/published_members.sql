-- One row per published record and MVP in it (members.csv).
create table published_members (
    checkpoint date not null,
    number integer not null,
    mvp_id varchar not null,
    status varchar not null,
    level varchar not null,
    goals_met boolean,  -- null: unknown
    primary key (checkpoint, number, mvp_id),
)
