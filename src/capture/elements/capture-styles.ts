import { css } from 'lit';

/** Constructed by script, so that a Content-Security-Policy without 'unsafe-inline' allows them. */
export const captureStyles = css`
  :host {
    --background: var(--idem-background, #0c1519);
    --surface: var(--idem-surface, #18252c);
    --foreground: var(--idem-foreground, #fff);
    --accent: var(--idem-accent, #6bcbd4);
    --on-accent: var(--idem-on-accent, #04252a);
    --scrim: var(--idem-scrim, rgb(8 18 24 / 62%));
    --pill: var(--idem-hint-background, rgb(8 18 24 / 90%));
    --line: var(--idem-outline, #fff);
    --good: var(--idem-progress, #74f0a7);
    --warning: var(--idem-warning, #ffd166);
    --focus: var(--idem-focus, #8fc2ff);
    --radius: var(--idem-radius, 10px);

    display: block;
    position: relative;
    inline-size: 100%;
    block-size: 100%;
    min-block-size: 20rem;
    overflow: hidden;
    border-radius: var(--radius);
    background: var(--background);
    color: var(--foreground);
    font: 1rem / 1.4 var(--idem-font, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif);
  }

  :host([hidden]) {
    display: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  h2,
  p {
    margin: 0;
  }

  h2 {
    font-size: 1.25rem;
    line-height: 1.3;
  }

  .stage {
    container-type: size;
    position: absolute;
    inset: 0;
    outline: none;
  }

  .stage:focus-visible {
    box-shadow: inset 0 0 0 3px var(--focus);
  }

  .stage > * {
    position: absolute;
  }

  video,
  .mask {
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }

  video.cover {
    object-fit: cover;
  }

  video.contain {
    object-fit: contain;
  }

  video.mirrored {
    transform: scaleX(-1);
  }

  video[hidden] {
    display: none;
  }

  /* Mask: a light line on a dark one, over any picture. */

  .mask path,
  .mask polygon {
    fill: none;
    stroke-linejoin: round;
  }

  .mask .scrim {
    fill: var(--scrim);
  }

  .mask .outline {
    stroke: var(--line);
    stroke-width: 3;
  }

  .mask .document {
    stroke: var(--warning);
    stroke-width: 2.5;
  }

  .mask[data-good] .document {
    stroke: var(--good);
  }

  .mask .progress {
    stroke: var(--good);
    stroke-width: 6;
    stroke-linecap: round;
    opacity: 0;
    transition: stroke-dashoffset 120ms linear;
  }

  .mask[data-good] .progress {
    opacity: 1;
  }

  /* On a disc of its own: faces and cards are of any brightness. */
  .countdown {
    inset: 0;
    display: grid;
    place-content: center;
    inline-size: 3.5rem;
    block-size: 3.5rem;
    margin: auto;
    border-radius: 50%;
    background: var(--pill);
    font-size: 2rem;
    font-weight: 700;
    line-height: 1;
    pointer-events: none;
  }

  /* What is in reach */

  .top {
    inset-block-start: 0.625rem;
    inset-inline: 0.625rem;
    display: flex;
    justify-content: end;
    z-index: 2;
    pointer-events: none;
  }

  .top > * {
    pointer-events: auto;
  }

  .foot {
    inset-block-end: 0;
    inset-inline: 0;
    display: grid;
    /* Never wider than the stage, whatever word is longest. */
    grid-template-columns: minmax(0, 1fr);
    justify-items: center;
    gap: 0.625rem;
    z-index: 1;
    padding: 0.875rem;
    pointer-events: none;
  }

  /* Nothing else is to be seen. */
  .foot.alone {
    inset-block-end: 45%;
  }

  /* On a low stage; as wide as the mask leaves free. */
  .foot.beside {
    inset-block-start: 3.5rem;
    inset-inline-start: auto;
    inline-size: 150px;
    align-content: center;
    padding-inline: 0.625rem;
  }

  .beside select {
    flex: 1 1 4rem;
  }

  .foot > *,
  .tools > * {
    pointer-events: auto;
  }

  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    max-inline-size: 100%;
    pointer-events: none;
  }

  .tools:not(:has(*)) {
    display: none;
  }

  .hint {
    max-inline-size: min(100%, 30rem);
    padding: 0.5rem 1.125rem;
    border-radius: 1.5rem;
    background: var(--pill);
    font-size: 1.0625rem;
    font-weight: 600;
    text-align: center;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }

  .beside .hint {
    padding: 0.375rem 0.625rem;
    border-radius: 1rem;
    font-size: 0.9375rem;
    line-height: 1.3;
  }

  .hint.good {
    box-shadow: inset 0 0 0 2px var(--good);
  }

  .hint.busy::before {
    content: "";
    display: inline-block;
    inline-size: 0.8em;
    block-size: 0.8em;
    margin-inline-end: 0.6em;
    border: 2px solid currentcolor;
    border-inline-end-color: transparent;
    border-radius: 50%;
    vertical-align: -0.05em;
    animation: turn 900ms linear infinite;
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  button,
  .button,
  select {
    min-block-size: 2.75rem;
    padding: 0.375rem 1.125rem;
    border: 1px solid var(--foreground);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--foreground);
    font: inherit;
    cursor: pointer;
  }

  .button {
    display: inline-flex;
    align-items: center;
  }

  button:hover,
  .button:hover,
  select:hover {
    box-shadow: inset 0 0 0 1px var(--foreground);
  }

  button.primary {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }

  button.shutter {
    border-radius: 2rem;
  }

  .shutter .icon {
    margin-inline-end: 0.5em;
    vertical-align: -0.2em;
  }

  button.round {
    display: grid;
    place-content: center;
    inline-size: 2.75rem;
    padding: 0;
    border-radius: 50%;
    background: var(--pill);
  }

  button.round[aria-pressed="true"] {
    background: var(--foreground);
    color: var(--background);
  }

  select {
    max-inline-size: 11rem;
    min-inline-size: 0;
    text-overflow: ellipsis;
    background: var(--pill);
  }

  /* Seen over any picture: a light ring on a dark one. */
  :is(button, select):focus-visible,
  .button:has(:focus-visible) {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
    box-shadow: 0 0 0 7px rgb(8 18 24 / 85%);
  }

  .icon {
    inline-size: 1.25em;
    block-size: 1.25em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  /* Over the words of a panel. */
  .emblem {
    inline-size: 5rem;
    block-size: 5rem;
    fill: none;
    stroke: var(--accent);
    stroke-width: 0.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  [part~="error"] .emblem {
    inline-size: 3.5rem;
    block-size: 3.5rem;
    stroke: var(--warning);
  }

  @container (height < 25rem) {
    .emblem {
      display: none;
    }
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.625rem;
  }

  /* Panels */

  .panel,
  .review {
    inset: 0;
    display: grid;
    align-content: safe center;
    justify-items: center;
    gap: 0.875rem;
    padding: 3.75rem 1.25rem 1.25rem;
    overflow-y: auto;
    background: var(--background);
    text-align: center;
  }

  .panel p,
  .panel [role="alert"] {
    max-inline-size: 32rem;
  }

  .panel [role="alert"] {
    display: grid;
    gap: 0.875rem;
  }

  .panel code,
  .note {
    font-size: 0.8125rem;
    opacity: 0.85;
  }

  .review {
    grid-template-rows: minmax(0, 1fr) auto auto;
    align-content: stretch;
  }

  .review img {
    max-inline-size: 100%;
    max-block-size: 100%;
    min-block-size: 0;
    place-self: center;
    border-radius: var(--radius);
    object-fit: contain;
  }

  .fault {
    color: var(--warning);
    font-weight: 600;
  }

  .light {
    inline-size: 100%;
    block-size: 100%;
    max-inline-size: none;
    max-block-size: none;
    margin: 0;
    padding: 1rem;
    border: 0;
    color: var(--foreground);
  }

  .light[open] {
    display: grid;
    align-content: space-between;
    justify-items: center;
  }

  .light::backdrop {
    background: none;
  }

  .light .hint {
    background: rgb(8 18 24);
  }

  .light button {
    background: rgb(8 18 24);
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    .mask .progress {
      transition: none;
    }

    /* Standing still it would look like a letter. */
    .hint.busy::before {
      content: none;
    }
  }
`;
