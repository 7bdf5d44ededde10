"use client";

import { ExternalLink, Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import type { CampaignLink } from "@/lib/campaigns/brief";

export type LinksPartProps = {
  links: readonly CampaignLink[];
  /** "“Autumn letters”", for names of controls. */
  of: string;
  error?: string;
  onSave?: (links: CampaignLink[]) => void;
};

/** "docs.example.com" for an address without a name of its own. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") : url;
}

/** Files and pages elsewhere, as links that open in a new tab. */
export function LinksPart({ links, of, error, onSave }: LinksPartProps) {
  const [url, setUrl] = useState("");
  const [label, setLabel] = useState("");
  const [problem, setProblem] = useState("");

  function add() {
    const address = /^[a-z]+:/i.test(url.trim()) ? url.trim() : `https://${url.trim()}`;
    const isWeb = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
    if (!url.trim() || !isWeb) return setProblem("Enter a web address, such as https://example.com/brief.");
    if (links.some((link) => link.url === address)) return setProblem("This link is in the list already.");
    onSave?.([...links, { label: label.trim() || hostOf(address), url: address }]);
    setUrl("");
    setLabel("");
    setProblem("");
  }

  return (
    <div className="flex flex-col gap-2 text-sm">
      {links.length === 0 && !onSave && <p className="text-ink-3">No links.</p>}
      {links.length > 0 && (
        <ul className="flex flex-col">
          {links.map((link) => (
            <li key={link.url} className="flex items-center gap-1">
              <a
                href={link.url}
                target="_blank"
                rel="noreferrer noopener"
                title={link.url}
                className="flex min-h-7 min-w-0 flex-1 items-center gap-1.5 text-accent hover:underline"
              >
                <ExternalLink aria-hidden="true" className="size-3 flex-none" />
                <span className="truncate">{link.label}</span>
                <span className="flex-none text-xs text-ink-3 max-sm:hidden">
                  {hostOf(link.url) === link.label ? "" : hostOf(link.url)}
                </span>
                <span className="sr-only"> (opens in a new tab)</span>
              </a>
              {onSave && (
                <IconButton
                  label={`Remove the link ${link.label}`}
                  onClick={() => onSave(links.filter((each) => each !== link))}
                >
                  <X aria-hidden="true" />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      )}
      {onSave && (
        <form
          noValidate
          className="flex flex-wrap gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <Input
            aria-label={`Address of a new link of ${of}`}
            placeholder="https://"
            value={url}
            className="min-w-36 flex-[2]"
            aria-invalid={problem ? true : undefined}
            onChange={(event) => setUrl(event.target.value)}
          />
          <Input
            aria-label={`Name of the new link of ${of}`}
            placeholder="Name"
            value={label}
            maxLength={120}
            className="min-w-24 flex-1"
            onChange={(event) => setLabel(event.target.value)}
          />
          <Button type="submit">
            <Plus aria-hidden="true" />
            Add link
          </Button>
        </form>
      )}
      {(problem || error) && (
        <p role="alert" className="text-xs text-bad">
          {problem || error}
        </p>
      )}
    </div>
  );
}
