-- One row per track that raw exports feed, where no source knows some of the active MVPs who have
-- committed to it: how many have committed, and the names of those whom none knows.
-- key: track
select
    track_label as track,
    sources,
    count(*) as committed_mvps,
    list(name order by name, mvp_id) filter (not is_linked) as names,
from track_accounts
where sources is not null
group by track, track_label, track_rank, sources
having not bool_and(is_linked)
order by track_rank
