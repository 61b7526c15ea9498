-- One row per record of what was told and contribution that it knew: from its contributions.csv.
create table published_contributions (
    checkpoint date not null,
    number integer not null,
    contribution_id varchar not null,
    mvp_id varchar not null,
)
