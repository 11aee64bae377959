'use strict';

// The SDKs put the project in front of the host name. Not every system resolves names below localhost, so they are resolved here.
const dns = require('dns');
const lookup = dns.lookup;
dns.lookup = (host, ...rest) => lookup.call(dns, host.endsWith('.localhost') ? 'localhost' : host, ...rest);

exports.accessKeyId = 'testak';
exports.accessKeySecret = 'testsk';
exports.project = 'test-project';
exports.endpoint = `localhost:${process.argv[2]}`;

// Prints one line for each call: its name and its result as JSON, or the code of its error.
exports.call = async (name, action) => {
  try {
    console.log(`${name} ${JSON.stringify(await action())}`);
  } catch (error) {
    console.log(`${name} ERROR ${error.code}`);
  }
};
