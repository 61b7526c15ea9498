-- One row per MVP of this year's roster and judged track that is behind or off_track: the fewest
-- contributions that bring it to on_track today (docs/rules.md section 7). Of the next `answers`
-- answers, `accepted` must be accepted for the second criterion; both are 0 in other tracks.
-- key: mvp_id, track
with behind as (
    select
        progress.mvp_id,
        progress.track,
        expected.needed as missing,
        expected.unit,
        coalesce(progress.answers, 0) as answers_given,
        -- How many answers what is missing takes: as many points as so far come with each.
        if(rule_tracks.measure = 'points' and progress.done > 0,
            (missing * answers_given::bigint + progress.done - 1) // progress.done, missing
        ) as missing_answers,
        coalesce(progress.solutions, 0) as solutions,
        if(supplied.acceptance_is_tracked, coalesce(rule_tracks.min_solutions, 0), 0) as share_of,
        coalesce(rule_tracks.min_solutions_of, 1) as share_in,
        progress.has_enough_solutions,
    from progress
    join dates on true
    join expected on expected.mvp_id = progress.mvp_id
        and expected.track = progress.track and expected.year = dates.year
    join rule_tracks on rule_tracks.track = progress.track
    cross join supplied
    where
        progress.is_judged
        and progress.is_known
        and not progress.is_on_track
        and expected.horizon = 'as_of'
),
answering as (
    -- If all were accepted, this many answers would lift the share; what is missing needs some too.
    select
        behind.*,
        if(share_of = 0, 0, greatest(
            missing_answers,
            (answers_given * share_of - solutions * share_in + share_in - share_of - 1)
                // nullif(share_in - share_of, 0)
        )) as answers,
    from behind
),
accepting as (
    select
        answering.*,
        greatest(0, ((answers_given + answers) * share_of - solutions * share_in + share_in - 1)
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
            if(missing > 0, format('{:,} more ', missing) || unit, null),
            if(accepted > 0, format('{:,} of the next {:,} answers accepted', accepted, answers)
                || if(has_enough_solutions, ' to keep the share', ''), null)
        ) as way_back,
    from accepting
)
select * from final
