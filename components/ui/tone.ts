/** What a colour means. Neutral is the rule; the others are for what asks to be noticed. */
export type Tone = "neutral" | "accent" | "success" | "warning" | "danger";

export const toneText: Record<Tone, string> = {
  neutral: "text-muted",
  accent: "text-accent-text",
  success: "text-success",
  warning: "text-warning",
  danger: "text-danger",
};

export const toneEdge: Record<Tone, string> = {
  neutral: "border-line",
  accent: "border-accent/40",
  success: "border-success/40",
  warning: "border-warning/40",
  danger: "border-danger/40",
};

export const toneWash: Record<Tone, string> = {
  neutral: "bg-surface",
  accent: "bg-accent/8",
  success: "bg-success/8",
  warning: "bg-warning/8",
  danger: "bg-danger/8",
};
