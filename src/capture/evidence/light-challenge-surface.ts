/** Where the light challenge shines: all of the screen, or as much of it as the page can give. */
export interface LightChallengeSurface {
  /**
   * Shows one colour, as bright as it gets. Resolves once it is on the screen: after the second animation frame, say.
   *
   * @param colour CSS: `rgb(255 0 0)`.
   */
  show(colour: string): Promise<void>;
  /** Takes the colour away. Called once at the end, whatever happened; without a colour it does nothing. */
  clear(): void;
}
