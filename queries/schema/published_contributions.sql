-- One row per published record and contribution in it (contributions.csv).
create table published_contributions (
    checkpoint date not null,
    number integer not null,
    contribution_id varchar not null,
    mvp_id varchar not null,
)
