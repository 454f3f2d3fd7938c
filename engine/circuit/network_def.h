// NetworkDef: a network as it is constructed: named nodes and named elements, in SI. compile()
// (compile.h) checks it and makes the const CircuitModel.
//
// Conventions. A two-terminal element's current is positive when it flows from p to n *through the
// element* (so a source that delivers has a negative current, as in SPICE). AC voltages and
// currents are rms phasors. Angles are in rad.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/diagnostic.h"
#include "core/id.h"
#include "math/libm.h"

namespace shixun::circuit {

using NodeIndex = Index<struct NodeTag>;
using SourceIndex = Index<struct SourceTag>;
using ImpedanceIndex = Index<struct ImpedanceTag>;
using SwitchIndex = Index<struct SwitchTag>;
using CoilIndex = Index<struct CoilTag>;
using ThermalIndex = Index<struct ThermalTag>;
using FuseIndex = Index<struct FuseTag>;
using MachineIndex = Index<struct MachineTag>;
using TransformerIndex = Index<struct TransformerTag>;
using LineIndex = Index<struct LineTag>;
using ResidualIndex = Index<struct ResidualTag>;
using DiodeIndex = Index<struct DiodeTag>;

struct NodeDef {
  std::string name;
  SourceLocation where = {};
};

enum class SourceKind {
  kAc,  // EMF at its frequency; a short (its own R and L) at every other and at DC
  kDc,  // EMF at DC; a short (its own R and L) at every frequency
};

// EMF in series with R and L. V(p) - V(n) = EMF + Z I. R = L = 0 is an ideal source.
struct VoltageSourceDef {
  std::string name;
  NodeIndex p, n;
  SourceKind kind = SourceKind::kAc;
  double volts = 0;  // rms (AC) or mean (DC), >= 0 for AC
  double angle = 0;
  double resistance = 0;
  double inductance = 0;
  double frequency = 0;  // Hz of an AC source; 0: the network's
  SourceLocation where = {};
};

// R, L and C in series; C = 0 means that there is no capacitor. At least one is not zero. A
// capacitor keeps its charge: what it holds when a contact cuts it off is a state
// (CircuitState::charges).
struct ImpedanceDef {
  std::string name;
  NodeIndex p, n;
  double resistance = 0;
  double inductance = 0;
  double capacitance = 0;
  SourceLocation where = {};
};

// What moves a contact.
enum class ContactKind {
  kFree,      // Circuit::setSwitch
  kMake,      // closed while its coil's armature is in, or while its thermal group is tripped
  kBreak,     // closed while its coil's armature is out, or while its thermal group is not tripped
  kTripFree,  // Circuit::setSwitch, but a trip of its thermal group opens it and keeps it open
};

// A contact: closed it is a small resistance, open it is truly open (its current is exactly zero).
struct SwitchDef {
  std::string name;
  NodeIndex p, n;
  double closedResistance = 0.002;  // > 0
  bool closed = false;              // at the start (kFree, kTripFree)
  ContactKind contact = ContactKind::kFree;
  CoilIndex coil = {};  // of kMake and kBreak: this or thermal, not both
  ThermalIndex thermal = {};
  SourceLocation where = {};
};

// The coil of a relay or contactor, R and L in series; both change when the armature closes the
// magnetic circuit. Voltages are rms across the coil.
struct CoilDef {
  std::string name;
  NodeIndex p, n;
  double openResistance = 0, openInductance = 0;      // armature out (unsealed)
  double sealedResistance = 0, sealedInductance = 0;  // armature in
  double pickUpVolts = 0;   // the armature closes at or above, after closeDelay
  double dropOutVolts = 0;  // it opens below, after openDelay; < pickUpVolts
  double closeDelay = 0, openDelay = 0;
  SourceLocation where = {};
};

struct Pole {
  NodeIndex p, n;
};

// Thermal elements that trip together: an overload relay, or with a magnetic part a breaker's
// release. Per pole theta' = (m^2 - theta)/timeConstant with m = I/setting; trip when any theta
// reaches tripThreshold. The heat is kept in A^2, so that turning the setting takes effect at once
// without heating or cooling anything.
struct ThermalGroupDef {
  std::string name;
  std::vector<Pole> poles = {};
  double poleResistance = 0.005;          // > 0
  double setting = 0;                     // A at the start
  double settingMin = 0, settingMax = 0;  // both 0: not adjustable
  double timeConstant = 315;  // class 10 (IEC 60947-4-1): 7.2x cold 8.0 s, 1.5x hot 86 s
  double tripThreshold = 1.14 * 1.14;
  double resetThreshold = 0.9;  // a reset is refused while any theta is above
  double magneticMultiple = 0;  // trips at I >= multiple x setting; 0: no magnetic part
  double magneticDelay = 0.01;
  SourceLocation where = {};
};

struct MeltPoint {
  double current = 0;  // rms, A
  double time = 0;     // melting time at this constant current, s
};

// A fuse: melts when the sum of dt/t(I) reaches 1, t(I) interpolated log-log between the points,
// with constant I^2 t beyond the last, never below the first.
struct FuseDef {
  std::string name;
  NodeIndex p, n;
  double resistance = 0.001;          // > 0
  std::vector<MeltPoint> curve = {};  // at least two; current rising, time falling
  double coolTime = 60;               // time constant of recovery below the first point, s
  SourceLocation where = {};
};

enum class LoadLaw {
  kConstant,   // hoist with brake, conveyor: the same torque against any motion
  kQuadratic,  // fan, pump: proportional to speed squared
};

// A three-phase induction machine, star equivalent with floating star point: positive and negative
// sequence admittances Y1(s), Y1(2-s), Y0 = 0. Reactances at ratedFrequency, ohm per phase. Rotor
// values run from rated slip to standstill with sqrt((s - sN)/(1 - sN)) (deep-bar effect) and stay
// at the standstill value above. Inertia and load are seen at the shaft; friction is passive and
// constant and lets the machine come to rest.
//
// A steady phasor model has no stored flux: a machine that coasts down shows no back-EMF.
struct MachineDef {
  std::string name;
  NodeIndex u, v, w;
  double ratedFrequency = 50;
  int polePairs = 2;
  double r1 = 0, x1 = 0, xm = 0, rfe = 0;
  double r2Rated = 0, x2Rated = 0;
  double r2Standstill = 0, x2Standstill = 0;
  double ratedSlip = 0;   // in (0, 1)
  double inertia = 0;     // kg m^2
  double loadTorque = 0;  // N m at rated speed
  LoadLaw loadLaw = LoadLaw::kConstant;
  double friction = 0;  // N m
  SourceLocation where = {};
};

// Two windings on one core. V(p2) - V(n2) = (V(p1) - V(n1)) / ratio + Z I(p2); the series impedance
// of both windings is referred to the secondary. The core's own current flows in the magnetising
// resistance and reactance, parallel to the primary. At DC the windings are apart, each with its
// share of the resistance.
struct TransformerDef {
  std::string name;
  NodeIndex p1, n1, p2, n2;
  double ratio = 1;                  // primary over secondary volts at no load, > 0
  double resistance = 0;             // ohm, secondary side; > 0
  double inductance = 0;             // H, secondary side
  double magnetisingResistance = 0;  // ohm, primary side; > 0
  double magnetisingInductance = 0;  // H, primary side; > 0
  SourceLocation where = {};
};

// A uniform line between p1 and p2 over the common return n: exact (hyperbolic) two-port at every
// frequency. Per metre: series R and L, shunt G and C.
struct LineDef {
  std::string name;
  NodeIndex p1 = {}, p2 = {}, n = {};
  double length = 0;       // m, > 0
  double resistance = 0;   // ohm/m; > 0
  double inductance = 0;   // H/m
  double conductance = 0;  // S/m
  double capacitance = 0;  // F/m
  SourceLocation where = {};
};

// A residual-current release: trips on the sum of its poles' currents, whatever each of them is.
// Times as IEC 61008-1 bounds them: the delay falls from `delay` at 1 x rated to `fastDelay` from
// 5 x rated on.
struct ResidualDef {
  std::string name;
  std::vector<Pole> poles = {};   // at least two
  double poleResistance = 0.001;  // > 0
  double rated = 0.03;            // A; trips from `level` of it
  double level = 0.75;            // between 0.5 and 1 (type AC)
  double delay = 0.1;             // s
  double fastDelay = 0.02;        // s
  SourceLocation where = {};
};

// A rectifier diode from anode p to cathode n (see circuit/diode.h). What is joined to one by
// conductors, earth apart, is solved in time (circuit/rectified.h): it may hold sources,
// impedances, contacts, coils, fuses, thermal groups and the secondaries of transformers.
struct DiodeDef {
  std::string name;
  NodeIndex p, n;
  double saturation = 1e-9;  // A, > 0
  double emission = 1.8;     // > 0
  double resistance = 0.02;  // ohm
  SourceLocation where = {};
};

// A builder: add() returns the index that the compiled model, the state and the readings use.
// Nothing is checked here; compile() reports everything at once.
struct NetworkDef {
  double frequency = 50;  // Hz, of the AC sources that name no other
  NodeIndex earth;        // the reference node of earthed islands
  std::vector<NodeDef> nodes;
  std::vector<VoltageSourceDef> sources;
  std::vector<ImpedanceDef> impedances;
  std::vector<SwitchDef> switches;
  std::vector<CoilDef> coils;
  std::vector<ThermalGroupDef> thermals;
  std::vector<FuseDef> fuses;
  std::vector<MachineDef> machines;
  std::vector<TransformerDef> transformers;
  std::vector<LineDef> lines;
  std::vector<ResidualDef> residuals;
  std::vector<DiodeDef> diodes;

  NodeIndex addNode(std::string name, SourceLocation where = {});
  // The node of that name, or none.
  NodeIndex findNode(const std::string& name) const;

  SourceIndex add(VoltageSourceDef def);
  ImpedanceIndex add(ImpedanceDef def);
  SwitchIndex add(SwitchDef def);
  CoilIndex add(CoilDef def);
  ThermalIndex add(ThermalGroupDef def);
  FuseIndex add(FuseDef def);
  MachineIndex add(MachineDef def);
  TransformerIndex add(TransformerDef def);
  LineIndex add(LineDef def);
  ResidualIndex add(ResidualDef def);
  DiodeIndex add(DiodeDef def);
};

}  // namespace shixun::circuit
