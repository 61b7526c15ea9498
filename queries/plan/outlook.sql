-- One row per judged track and horizon ahead: what is planned by then, the chance and the risk with
-- the plan and without it, and the smallest plan that is likely enough (docs/rules.md section 18).
-- Of a chance that rests on unknown figures nothing is said. The risk is that of the checkpoint.
-- key: track, horizon
with smallest as (
    select
        tried.track,
        tried.horizon,
        min(tried.number) as number,
        arg_min(tried.must_be_accepted, tried.number) as must_be_accepted,
        arg_min(tried.next_answers, tried.number) as next_answers,
    from tried
    cross join rule_settings
    where
        tried.chance >= rule_settings.band_high
        and (tried.room is null or tried.number <= tried.room)
    group by all
),
of_states as (
    select
        states.has_plan,
        chances.track,
        chances.horizon,
        chances.due_on,
        progress_level.is_known,
        chances.needed,
        chances.must_be_accepted,
        chances.next_answers,
        if(progress_level.is_known, chances.chance, null) as chance,
        if(chances.horizon = 'checkpoint', track_risk.risk_label, null) as risk_label,
    from chances
    join states using (mvp_id)
    join dates on true
    join progress_level on progress_level.mvp_id = chances.mvp_id
        and progress_level.track = chances.track and progress_level.year = dates.year
    left join track_risk
        on track_risk.mvp_id = chances.mvp_id and track_risk.track = chances.track
),
final as (
    select
        of_states.track,
        rule_tracks.track_title,
        rule_tracks.track_rank,
        rule_tracks.unit_one,
        rule_tracks.unit_many,
        of_states.horizon,
        of_states.due_on,
        tried.planned,
        tried.room,
        deadlines.open_time_left::double as open_time_left,
        without.needed,
        of_states.must_be_accepted,
        of_states.next_answers,
        without.chance as chance_without,
        of_states.chance as chance_with,
        without.risk_label as risk_without,
        of_states.risk_label as risk_with,
        smallest.number as smallest,
        smallest.must_be_accepted as smallest_accepted,
        smallest.next_answers as smallest_answers,
        rule_settings.band_high as enough,
    from tried
    join of_states on of_states.has_plan
        and of_states.track = tried.track and of_states.horizon = tried.horizon
    join of_states as without on not without.has_plan
        and without.track = tried.track and without.horizon = tried.horizon
    join dates on true
    join deadlines on deadlines.mvp_id = tried.mvp_id
        and deadlines.year = dates.year and deadlines.horizon = tried.horizon
    join rule_tracks on rule_tracks.track = tried.track
    cross join rule_settings
    left join smallest on smallest.track = tried.track and smallest.horizon = tried.horizon
    where tried.number = tried.planned
)
select * from final order by track_rank, due_on, horizon
