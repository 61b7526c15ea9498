-- One row: which inputs were supplied, and whether NDAs and acceptance are tracked. What was never
-- supplied is unknown (docs/rules.md section 13).
create table supplied (
    in_force_from date primary key,
    has_contributions boolean not null,
    has_commitments boolean not null,
    has_certifications boolean not null,
    has_renewals boolean not null,
    has_nominations boolean not null,
    has_feedback boolean not null,
    has_benefits boolean not null,
    nda_is_tracked boolean not null,
    acceptance_is_tracked boolean not null, -- some answer says whether it was accepted
)
