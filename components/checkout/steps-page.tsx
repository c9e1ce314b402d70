import type { ReactNode } from "react";
import { PageTitle } from "@/components/ui/page-title";
import { CHECKOUT } from "./messages";
import { OpenStep } from "./step";

/** The frame of the three steps with one of them open: its errors stand above the page's title. */
export function StepsPage(props: {
  name: keyof typeof CHECKOUT.steps;
  pageTitle: string;
  hasErrors: boolean;
  errors: ReactNode;
  aside?: ReactNode;
  before: ReactNode;
  after: ReactNode;
  children: ReactNode;
}) {
  return (
    <>
      <PageTitle title={props.pageTitle} hasError={props.hasErrors} />
      {props.errors}
      <h1>{CHECKOUT.title}</h1>
      <div className="steps">
        {props.before}
        <OpenStep name={props.name} aside={props.aside}>
          {props.children}
        </OpenStep>
        {props.after}
      </div>
    </>
  );
}
