"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PASSWORD_MIN } from "@/lib/auth/password-rule";

/** A password to be chosen: can be shown while it is typed, instead of being typed twice. */
export function NewPasswordField({
  name = "password",
  label = "Password",
  error,
}: {
  name?: string;
  label?: string;
  error?: string;
}) {
  const [isShown, setShown] = useState(false);
  return (
    <Field
      label={label}
      error={error}
      help={`At least ${PASSWORD_MIN} characters. A few words that only you put together do well.`}
    >
      {(wiring) => (
        <span className="flex gap-2">
          <Input
            {...wiring}
            name={name}
            type={isShown ? "text" : "password"}
            autoComplete="new-password"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
          <Button aria-pressed={isShown} onClick={() => setShown(!isShown)}>
            {isShown ? "Hide" : "Show"}
            <span className="sr-only"> password</span>
          </Button>
        </span>
      )}
    </Field>
  );
}
