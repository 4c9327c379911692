import type { ComponentChildren, JSX } from 'preact'

export type StripFact = { readonly label: string; readonly value: ComponentChildren }

/** Whose record this is, below the bar. */
export function IdentityStrip(props: { readonly name: string; readonly facts: readonly StripFact[] }): JSX.Element {
  return (
    <section class="app-identity-strip" aria-label="Person">
      <div class="app-identity-strip__inside">
        <p class="app-identity-strip__name">{props.name}</p>
        <dl class="app-identity-strip__facts">
          {props.facts.map((fact) => (
            <div class="app-identity-strip__fact">
              <dt>{fact.label}</dt> <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  )
}
