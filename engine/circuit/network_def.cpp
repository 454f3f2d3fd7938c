#include "circuit/network_def.h"

#include <utility>

namespace shixun::circuit {

NodeIndex NetworkDef::addNode(std::string name, SourceLocation where) {
  nodes.push_back({std::move(name), std::move(where)});
  return NodeIndex(nodes.size() - 1);
}

NodeIndex NetworkDef::findNode(const std::string& name) const {
  for (size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].name == name) return NodeIndex(i);
  }
  return {};
}

SourceIndex NetworkDef::add(VoltageSourceDef def) {
  sources.push_back(std::move(def));
  return SourceIndex(sources.size() - 1);
}

ImpedanceIndex NetworkDef::add(ImpedanceDef def) {
  impedances.push_back(std::move(def));
  return ImpedanceIndex(impedances.size() - 1);
}

SwitchIndex NetworkDef::add(SwitchDef def) {
  switches.push_back(std::move(def));
  return SwitchIndex(switches.size() - 1);
}

CoilIndex NetworkDef::add(CoilDef def) {
  coils.push_back(std::move(def));
  return CoilIndex(coils.size() - 1);
}

ThermalIndex NetworkDef::add(ThermalGroupDef def) {
  thermals.push_back(std::move(def));
  return ThermalIndex(thermals.size() - 1);
}

FuseIndex NetworkDef::add(FuseDef def) {
  fuses.push_back(std::move(def));
  return FuseIndex(fuses.size() - 1);
}

MachineIndex NetworkDef::add(MachineDef def) {
  machines.push_back(std::move(def));
  return MachineIndex(machines.size() - 1);
}

TransformerIndex NetworkDef::add(TransformerDef def) {
  transformers.push_back(std::move(def));
  return TransformerIndex(transformers.size() - 1);
}

LineIndex NetworkDef::add(LineDef def) {
  lines.push_back(std::move(def));
  return LineIndex(lines.size() - 1);
}

ResidualIndex NetworkDef::add(ResidualDef def) {
  residuals.push_back(std::move(def));
  return ResidualIndex(residuals.size() - 1);
}

DiodeIndex NetworkDef::add(DiodeDef def) {
  diodes.push_back(std::move(def));
  return DiodeIndex(diodes.size() - 1);
}

}  // namespace shixun::circuit
