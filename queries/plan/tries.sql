-- One row per judged track, horizon ahead and number of pieces that is tried (docs/rules.md section
-- 18): none, the plan, what the count needs, and each number from there on where answers have to be
-- accepted too. room as in `pieces`.
-- key: mvp_id, track, horizon, number
with final as (
    select distinct
        pieces.mvp_id,
        pieces.track,
        pieces.horizon,
        expected.needed,
        pieces.planned,
        pieces.room,
        unnest(
            [0, pieces.planned, expected.needed] || if(
                rule_tracks.min_solutions is not null and supplied.acceptance_is_tracked,
                range(
                    expected.needed,
                    coalesce(pieces.room, expected.needed + deadlines.days_left) + 1
                ),
                []
            )
        )::integer as number,
    from pieces
    join states using (mvp_id)
    join dates on true
    join expected using (mvp_id, year, track, horizon)
    join deadlines using (mvp_id, year, horizon)
    join rule_tracks using (track)
    cross join supplied
    where states.has_plan
)
select * from final
