-- One row per event that the build has read and that MVPs may know of (docs/contract.md, Input:
-- events), whether it has an effect or not. What people wrote is not in a build.
create table events (
    id varchar primary key,
    kind varchar not null,
    mvp_id varchar not null,
    said_at timestamp not null, -- in UTC
    contribution_id varchar,    -- of the contribution that a claim becomes when it is accepted
)
