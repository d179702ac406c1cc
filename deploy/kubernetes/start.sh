#!/usr/bin/env bash
# Runs one test on a cluster: the clients as an Indexed Job with one start, then the merge. Image, users and target stand in the files beside this one.
#   deploy/kubernetes/start.sh [RUN_ID]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

run_id=${1:-$(date -u +%Y%m%d-%H%M%S)}
lead_s=120 # until all pods are scheduled, have the image and have started

kubectl delete job im-stress-clients im-stress-merge --ignore-not-found
kubectl apply -f results.yaml
kubectl create --dry-run=client -o yaml -f settings.yaml |
  kubectl patch --local -f - -o yaml -p "{\"data\":{\"RUN_ID\":\"$run_id\",\"START_AT\":\"$(($(date +%s) + lead_s))\"}}" |
  kubectl apply -f -
kubectl apply -f clients.yaml

# A client whose verdict is FAIL makes its pod fail; the merged report is about all of them, so that either end is one.
until kubectl get job im-stress-clients -o jsonpath='{.status.conditions[?(@.status=="True")].type}' | grep -Eq 'Complete|Failed'; do
  kubectl logs -l app=im-stress --tail=1 --prefix || true
  sleep 10
done

kubectl apply -f merge.yaml
until kubectl get job im-stress-merge -o jsonpath='{.status.conditions[?(@.status=="True")].type}' | grep -Eq 'Complete|Failed'; do sleep 2; done
kubectl logs job/im-stress-merge
kubectl get job im-stress-merge -o jsonpath='{.status.succeeded}' | grep -q 1
