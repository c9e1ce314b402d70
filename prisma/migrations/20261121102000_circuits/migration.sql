-- When a gateway failed last, and when a call was last let through to find out whether it is back.
ALTER TABLE "gateways" ADD COLUMN     "circuit_failed_at" TIMESTAMPTZ(3),
ADD COLUMN     "circuit_probed_at" TIMESTAMPTZ(3);

ALTER TABLE "gateways" ADD CONSTRAINT "gateways_circuit_state"
  CHECK ("circuit_state" IN ('closed', 'open', 'half_open'));
