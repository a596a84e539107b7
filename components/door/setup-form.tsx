"use client";

import { useTranslations } from "next-intl";
import { setUp } from "@/lib/actions/door";
import { DoorField } from "./door-field";
import { DoorForm } from "./door-form";
import { PasswordField } from "./password-field";
import { useDoor } from "./use-door";

const knock = (form: FormData) =>
  setUp({
    token: String(form.get("token")),
    name: String(form.get("name")),
    password: String(form.get("password")),
  });

interface SetupFormProps {
  /** The shortest password that is taken. */
  leastPassword: number;
}

/** The first one in proves to have started the studio, and becomes its owner. */
export function SetupForm({ leastPassword }: SetupFormProps) {
  const t = useTranslations("door");
  const door = useDoor(knock);
  return (
    <DoorForm
      title={t("setup.title")}
      intro={t("setup.intro")}
      press={t("setup.press")}
      door={door}
    >
      <DoorField
        label={t("code")}
        name="token"
        autoComplete="off"
        className="font-mono"
        faulty={door.blames("token")}
      />
      <DoorField
        label={t("name")}
        name="name"
        autoComplete="username"
        maxLength={100}
        faulty={door.blames("name")}
      />
      <PasswordField
        autoComplete="new-password"
        hint={t("passwordHint", { least: leastPassword })}
        faulty={door.blames("password")}
      />
    </DoorForm>
  );
}
