"""Reads from a BMC all that an unmodified sushy knows of, and drives power, boot device and media; says it as JSON.

Usage: read_with_sushy.py <url> <user> <password> <image url> <event destination>
"""

import json
import sys
import time

import sushy
from sushy import auth

url, user, password, image, destination = sys.argv[1:]
root = sushy.Sushy(url, auth=auth.SessionAuth(user, password), verify=False)
said = {"root": {"uuid": root.uuid, "version": root.redfish_version}}


def status(thing):
    return thing.status.health.value if thing.status.health else None


def wait_for(what, condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise SystemExit(f"waited in vain for: {what}")
        time.sleep(0.05)


[system] = root.get_system_collection().get_members()
said["system"] = {
    "uuid": system.uuid,
    "manufacturer": system.manufacturer,
    "serial": system.serial_number,
    "health": status(system),
    "memory_gib": system.memory_summary.size_gib,
    "led": system.indicator_led.value,
    "bios_version": system.bios_version,
}
said["processors"] = {
    "summary": [system.processors.summary.count, system.processors.summary.architecture.value],
    "members": [
        [cpu.socket, cpu.model, cpu.total_cores, cpu.total_threads, cpu.max_speed_mhz, cpu.processor_type.value]
        for cpu in system.processors.get_members()
    ],
}
said["nics"] = {nic.mac_address: [nic.speed_mbps, status(nic)] for nic in system.ethernet_interfaces.get_members()}
said["ethernet_summary"] = sorted(system.ethernet_interfaces.summary)
said["simple_storage"] = {
    "disks": system.simple_storage.disks_sizes_bytes,
    "largest": system.simple_storage.max_size_bytes,
}
said["drives"] = [
    [drive.serial_number, drive.capacity_bytes, drive.protocol.value, drive.identifiers[0].durable_name]
    for storage in system.storage.get_members()
    for drive in storage.drives
]
said["volumes"] = [
    [volume.identity, volume.capacity_bytes]
    for storage in system.storage.get_members()
    for volume in storage.volumes.get_members()
]
said["controllers"] = [
    [controller.name, controller.speed_gbps]
    for storage in system.storage.get_members()
    for controller in [*storage.storage_controllers, *storage.controllers.get_members()]
]
said["bios"] = dict(system.bios.attributes)
system.bios.set_attributes({"ProcVirtualization": "Disabled"})
said["bios_pending"] = dict(system.bios.pending_attributes)
said["secure_boot"] = [system.secure_boot.enabled, system.secure_boot.current_boot.value]
system.secure_boot.set_enabled(True)
system.secure_boot.refresh()
said["secure_boot_set"] = system.secure_boot.enabled

[chassis] = system.chassis
said["chassis"] = {
    "type": chassis.chassis_type.value,
    "power": chassis.power_state.value,
    "fans": [[fan.name, fan.reading, fan.status.health.value] for fan in chassis.thermal.fans],
    "temperatures": [[one.name, one.reading_celsius] for one in chassis.thermal.temperatures],
    "supplies": [
        [one.name, one.power_capacity_watts, one.last_power_output_watts, one.status.health.value]
        for one in chassis.power.power_supplies
    ],
    "adapters": [
        [
            adapter.manufacturer,
            [port.link_status.value for port in adapter.network_ports.get_members() if port.link_status],
            [one.ethernet.mac_address for one in adapter.network_device_functions.get_members()],
        ]
        for adapter in chassis.network_adapters.get_members()
    ],
}
chassis.set_indicator_led(sushy.IndicatorLED.BLINKING)
chassis.refresh()
said["led_set"] = chassis.indicator_led.value

[manager] = system.managers
said["manager"] = {
    "type": manager.manager_type.value,
    "firmware": manager.firmware_version,
    "systems": [one.uuid for one in manager.systems],
    "chassis": [one.identity for one in manager.chassis],
    "resets": sorted(value.value for value in manager.get_allowed_reset_manager_values()),
}
media = {one.identity: one for one in manager.virtual_media.get_members()}
said["media"] = {name: [kind.value for kind in one.media_types] for name, one in media.items()}
media["Cd"].insert_media(image)
media["Cd"].refresh()
said["inserted"] = [media["Cd"].image, media["Cd"].inserted, media["Cd"].write_protected]

said["resets"] = sorted(value.value for value in system.get_allowed_reset_system_values())
said["boot_sources"] = sorted(value.value for value in system.get_allowed_system_boot_source_values())
system.set_system_boot_options(
    target=sushy.BootSource.CD, enabled=sushy.BootSourceOverrideEnabled.ONCE, mode=sushy.BootSourceOverrideMode.UEFI
)
system.refresh()
said["boot"] = [system.boot.target.value, system.boot.enabled.value, system.boot.mode.value]


def power_is(state):
    system.refresh()
    return system.power_state == state


system.reset_system(sushy.ResetType.FORCE_OFF)
wait_for("power off", lambda: power_is(sushy.PowerState.OFF))
system.reset_system(sushy.ResetType.ON)
wait_for("power on", lambda: power_is(sushy.PowerState.ON))
said["boot_after"] = [system.boot.target.value, system.boot.enabled.value]
media["Cd"].eject_media()
media["Cd"].refresh()
said["ejected"] = [media["Cd"].image, media["Cd"].inserted]

updates = root.get_update_service()
said["firmware"] = {one.name: one.version for one in updates.firmware_inventory.get_members()}
monitor = updates.simple_update(
    image_uri=f"{image.rsplit('/', 1)[0]}/BIOS_9.8.7.bin",
    targets=["/redfish/v1/UpdateService/FirmwareInventory/BIOS"],
)
wait_for("the update", lambda: monitor.get_task().task_state != sushy.TaskState.RUNNING)
said["task"] = [monitor.get_task().task_state.value, monitor.get_task().percent_complete]
tasks = root.get_task_service().tasks.get_members()
said["tasks"] = [[one.name, one.task_state.value] for one in tasks]
system.refresh()
said["bios_after"] = system.bios_version

events = root.get_event_service()
said["event_types"] = sorted(kind.value for kind in events.get_event_types_for_subscription())
subscription = events.subscriptions.create(
    {"Destination": destination, "EventTypes": ["Alert"], "Context": "sushy", "Protocol": "Redfish"}
)
events.subscriptions.refresh()
said["subscriptions"] = [[one.destination, one.context] for one in events.subscriptions.get_members()]
events.subscriptions.get_members()[0].delete()
events.subscriptions.refresh(force=True)
said["subscriptions_after"] = len(events.subscriptions.get_members())

sessions = root.get_session_service()
said["sessions"] = [one.username for one in sessions.sessions.get_members()]
said["session_timeout"] = sessions.session_timeout
# Not root.registries: Debian's package lacks the files of the standard registries, which that reads as well.
said["registries"] = [
    one.get_message_registry("en", None).registry_prefix for one in root._get_registry_collection().get_members()
]
print(json.dumps(said))
