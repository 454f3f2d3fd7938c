#include "plant/state.h"

namespace shixun::plant {
namespace {

void add(Hash64& hash, circuit::AttachmentId id) {
  hash.add(id.index);
  hash.add(id.generation);
}

void add(Hash64& hash, const HandState& hand) {
  hash.add(hand.item);
  hash.add(hand.control);
  hash.add(hand.terminal);
  hash.add(static_cast<int32_t>(hand.announced));
  add(hash, hand.body);
}

void add(Hash64& hash, const InstrumentState& i) {
  hash.add(i.function);
  hash.add(i.conductor);
  hash.add(i.reading);
  hash.add(i.steadySeconds);
  hash.add(i.announced);
  hash.add(i.overRange);
  hash.add(i.dead);
  hash.add(i.open.real());
  hash.add(i.open.imag());
  hash.add(i.loaded);
  add(hash, i.attachment);
}

}  // namespace

uint64_t State::hash() const {
  Hash64 hash;
  hash.add(tick);
  hash.add(paused);
  hash.add(finished);
  hash.add(abandoned);
  hash.add(hints);
  for (const uint32_t v : controls) hash.add(v);
  for (const uint8_t v : latches) hash.add(uint32_t{v});
  for (const uint32_t v : itemPlaces) hash.add(v);
  for (const uint8_t v : itemCut) hash.add(uint32_t{v});
  for (const ProbeState& p : probes) hash.add(p.terminal);
  for (const InstrumentState& i : instruments) add(hash, i);
  for (const uint8_t v : resets) hash.add(uint32_t{v});
  for (const uint8_t v : residualResets) hash.add(uint32_t{v});
  for (const uint8_t v : renewals) hash.add(uint32_t{v});
  for (const uint8_t v : faults) hash.add(uint32_t{v});
  for (const TimerState& t : timers) {
    hash.add(t.on);
    hash.add(t.waited);
  }
  for (const std::string& f : fields) hash.add(std::string_view(f));
  for (const double v : spins) hash.add(v);
  for (const HandState& hand : hands) add(hash, hand);
  add(hash, acrossHands);
  hash.add(sourceCurrent);
  hash.add(lastLine);
  hash.add(lastLineAgreed);
  for (const double v : signals) hash.add(v);
  circuit.hash(hash);
  return hash.value();
}

}  // namespace shixun::plant
