"use client";

import { useTranslations } from "next-intl";
import { signIn } from "@/lib/actions/door";
import { DoorField } from "./door-field";
import { DoorForm } from "./door-form";
import { PasswordField } from "./password-field";
import { useDoor } from "./use-door";

const knock = (form: FormData) =>
  signIn({ name: String(form.get("name")), password: String(form.get("password")) });

/** Who has an account comes in. */
export function SignInForm() {
  const t = useTranslations("door");
  const door = useDoor(knock);
  const faulty = door.blames("wrong");
  return (
    <DoorForm
      title={t("login.title")}
      intro={t("login.intro")}
      press={t("login.press")}
      door={door}
    >
      <DoorField label={t("name")} name="name" autoComplete="username" faulty={faulty} />
      <PasswordField autoComplete="current-password" faulty={faulty} />
    </DoorForm>
  );
}
