"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { DoorField } from "./door-field";

interface PasswordFieldProps {
  hint?: string;
  faulty: boolean;
  /** What a password manager should do: fill in what it knows, or offer a new one. */
  autoComplete: "current-password" | "new-password";
}

/** A password, which can be looked at: what one can read one types right (WCAG 3.3.8). */
export function PasswordField({ hint, faulty, autoComplete }: PasswordFieldProps) {
  const t = useTranslations("door");
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <DoorField
        label={t("password")}
        name="password"
        type={shown ? "text" : "password"}
        className="pr-11"
        {...{ faulty, autoComplete, ...(hint && { hint }) }}
      />
      <IconButton
        label={t(shown ? "hide" : "show")}
        icon={shown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
        className="absolute top-[1.375rem] right-0"
        onClick={() => setShown(!shown)}
      />
    </div>
  );
}
