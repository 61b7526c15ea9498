-- One row per MVP, judged track and horizon: the numbers behind the chance, by the symbols of
-- docs/forecast.md; n is N* there. likely is the mean of the model, in the unit of the track. Both
-- factors are null where they are not needed: nothing more has to happen, or it is out of reach.
-- key: mvp_id, track, horizon
select mvp_id, rule_tracks.track_label as track, chances.horizon, chances.due_on,
    expected.expected, done.done,
    coalesce(share_chance.still_needed, chances.needed) as n,
    event_weight as s, day_weight as x, 1 / log2(1 / daily_weight) as h,
    prior_events as a, prior_days as b, overdispersion as k, pace.size as r, pace.days as q,
    deadlines.open_time_left::double as m, step_points as c, steps_an_event as omega,
    q / (q + m * coalesce(omega, 1)) as p, m * r / q * coalesce(mean_points, 1) as likely,
    share_chance.next_answers as z, share_chance.must_be_accepted as y,
    pace.accepted as alpha, pace.not_accepted as beta,
    not chances.is_out_of_reach and not chances.is_certain as is_worked_out,
    if(is_worked_out, count_chance, null) as count_chance,
    if(is_worked_out, share_chance.share_chance, null) as share_chance, chances.chance,
from chances
join dates on true
join expected using (mvp_id, year, track, horizon)
join done using (mvp_id, year, track)
join committed using (mvp_id, year, track)
join deadlines using (mvp_id, year, horizon)
join pace using (mvp_id, track)
join rule_tracks using (track)
left join share_chance using (mvp_id, track, horizon)
left join points_of_events using (mvp_id, track)
where committed.is_judged
order by track_rank, mvp_id, chances.due_on, chances.horizon
