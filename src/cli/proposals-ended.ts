/** Said where the invented example runs and proposed assessments no longer count, since something else was imported (L5). */
export const proposalsEnded =
  'Data has been imported, so they no longer count as adopted, and what rests on them is refused. `./assured notice to-confirm` tells how to adopt one. If all that was imported is for trying out, set `ASSURED_EXAMPLE=on` and start again.'
