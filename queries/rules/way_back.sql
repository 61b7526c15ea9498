-- One row per MVP of this year's roster and judged track that stands behind: the fewest
-- contributions that bring it to on track today (docs/rules.md section 7). accepted is how many of
-- the next `answers` must be accepted for the second criterion; 0 where there is none.
with behind as (
    select
        progress.mvp_id,
        progress.track,
        greatest(0, progress.expected - progress.done) as missing,
        coalesce(progress.answers, 0) as given,
        coalesce(progress.solutions, 0) as solutions,
        coalesce(rule_tracks.min_solutions, 0) as share_of,
        coalesce(rule_tracks.min_solutions_of, 1) as share_in,
        rule_tracks.unit_one,
        rule_tracks.unit_many,
    from progress
    join rule_tracks using (track)
    where progress.is_judged and progress.level in ('behind', 'off_track')
),
answering as (
    -- If all were accepted, this many answers would lift the share; each day missing is one more.
    select
        behind.*,
        if(share_of = 0, 0, greatest(
            missing,
            (given * share_of - solutions * share_in + share_in - share_of - 1)
                // nullif(share_in - share_of, 0)
        )) as answers,
    from behind
),
accepting as (
    select
        answering.*,
        greatest(0, ((given + answers) * share_of - solutions * share_in + share_in - 1)
            // share_in) as accepted,
    from answering
),
final as (
    select
        mvp_id,
        track,
        missing,
        answers::integer as answers,
        accepted::integer as accepted,
        concat_ws(', with ',
            if(missing > 0, missing || ' more ' || if(missing = 1, unit_one, unit_many), null),
            if(accepted > 0, accepted || ' of the next ' || answers || ' answers accepted', null)
        ) as way_back,
    from accepting
)
select * from final
