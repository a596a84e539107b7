import { cva } from "class-variance-authority";

/** The look of a button, for what is a link underneath: `<Link className={buttonStyles({ variant: "ghost" })}>`. */
export const buttonStyles = cva(
  [
    "inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-md font-medium",
    "transition-colors duration-100 [&_svg]:size-4 [&_svg]:shrink-0",
    "aria-disabled:cursor-not-allowed disabled:cursor-not-allowed pointer-coarse:min-h-11",
  ],
  {
    variants: {
      variant: {
        primary:
          "bg-accent text-accent-ink not-aria-disabled:hover:bg-accent-strong aria-disabled:bg-raised aria-disabled:text-muted aria-busy:bg-accent aria-busy:text-accent-ink",
        secondary:
          "border border-line bg-raised text-text not-aria-disabled:hover:border-edge aria-disabled:text-muted",
        ghost:
          "text-muted not-aria-disabled:hover:bg-raised not-aria-disabled:hover:text-text aria-disabled:opacity-70",
        danger:
          "border border-danger/50 text-danger not-aria-disabled:hover:border-danger not-aria-disabled:hover:bg-danger/10 aria-disabled:opacity-70",
      },
      size: {
        sm: "h-7 px-2.5 text-xs",
        md: "h-9 px-3.5 text-sm",
        lg: "h-11 px-5 text-base",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);
