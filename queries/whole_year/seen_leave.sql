-- No row: what a whole year asks for is computed as if nobody had been on leave.
-- key: mvp_id, day
select * from seen_leave where false
