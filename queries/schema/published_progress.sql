-- One row per published record, MVP and track in it (progress.csv).
create table published_progress (
    checkpoint date not null,
    number integer not null,
    mvp_id varchar not null,
    track varchar not null,
    committed boolean not null,
    done integer not null,
    expected integer not null,
    target integer not null,
    level varchar not null,
    goal_met boolean,  -- null: unknown
    primary key (checkpoint, number, mvp_id, track),
)
