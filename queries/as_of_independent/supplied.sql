-- One row: which inputs were supplied, and whether NDAs and the acceptance of answers are tracked
-- (docs/rules.md section 13). An input is supplied when at least one file of it was read, even if
-- it is only a header. What people say supplies no input; only steps of the program about renewals
-- do.
-- key: one row
with read_files as (
    select input from build_files where file <> 'events'
    union all
    select 'renewals' from events cross join rule_settings
    where kind = 'renewal_step' and uses_renewal
),
inputs as (
    select
        bool_or(input = 'contributions') as has_contributions,
        bool_or(input = 'commitments') as has_commitments,
        bool_or(input = 'certifications') as has_certifications,
        bool_or(input = 'renewals') as has_renewals,
        bool_or(input = 'nominations') as has_nominations,
        bool_or(input = 'feedback') as has_feedback,
        bool_or(input = 'benefits') as has_benefits,
    from read_files
),
answers as (
    select accepted
    from typed_contributions
    join rule_tracks using (track)
    where min_solutions is not null
),
final as (
    select
        inputs.*,
        case rule_settings.nda
            when 'required' then true
            when 'off' then false
            else exists (from mvps where nda_signed_on is not null)
        end as nda_is_tracked,
        exists (from answers where accepted is not null) or not exists (from answers)
            as acceptance_is_tracked,
    from inputs
    cross join rule_settings
)
select * from final
